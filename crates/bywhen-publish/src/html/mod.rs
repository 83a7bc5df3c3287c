//! What every page has: a head, a style that follows the reader's settings, landmarks, and text made safe.
//!
//! Pages are whole in themselves: no script, nothing from elsewhere, so that they can be put on any site, sent, or printed.

mod escape;

pub use escape::{anchor, escape};

/// The style that pages share: type, colours for light and dark, focus, tables, paper.
const BASE: &str = include_str!("base.css");

/// A page, whose parts are HTML but for `title` and `header`, which are text.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// What the window is called.
    pub title: &'a str,
    /// What stands in the bar at the top: whose page it is.
    pub header: &'a str,
    /// The style of this sort of page, after the one that all share.
    pub style: &'a str,
    /// What the page says.
    pub main: &'a str,
    /// What stands at the bottom.
    pub footer: &'a str,
}

impl Document<'_> {
    /// The whole page.
    pub fn html(&self) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
             <style>\n{BASE}{}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">Skip to main content</a>\n\
             <header><div class=\"width\">{}</div></header>\n<main id=\"main\" class=\"width\">\n{}</main>\n\
             <footer><div class=\"width\">{}</div></footer>\n</body>\n</html>\n",
            escape(self.title),
            self.style,
            escape(self.header),
            self.main,
            self.footer
        )
    }
}
