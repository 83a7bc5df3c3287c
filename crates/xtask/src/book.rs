//! The pages of `docs` as a book, and the test that no link in the documentation leads nowhere.

use std::fs;
use std::path::Path;

use super::folders::top;
use super::shell::{available, run};

/// As `book.toml` has it.
const BUILT: &str = "target/book";

/// Builds the book with mdBook.
pub(crate) fn book() -> Result<(), String> {
    if !available("mdbook --version") {
        return Err("mdBook is not installed: cargo install mdbook --locked".to_owned());
    }
    run("mdbook build", &[])?;
    let built = top().join(BUILT);
    lead_to_files(&built).map_err(|error| format!("{}: {error}", built.display()))?;
    println!("{BUILT}/index.html");
    Ok(())
}

/// A link that leaves `docs` leads to a file of the workspace, which lies elsewhere from a page of the book.
fn lead_to_files(built: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(built)? {
        let page = entry?.path();
        if page.extension().is_some_and(|extension| extension == "html") {
            fs::write(&page, from_the_book(&fs::read_to_string(&page)?))?;
        }
    }
    Ok(())
}

/// mdBook takes every link to a file in Markdown for one to a page.
fn from_the_book(html: &str) -> String {
    let mut parts = html.split("href=\"../");
    let mut led = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (link, rest) = part.split_once('"').unwrap_or((part, ""));
        led.push_str(&format!("href=\"../../{}\"{rest}", link.replace(".html", ".md")));
    }
    led
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::PathBuf;

    /// Pages beside those at the top and in `docs`.
    const FURTHER: [&str; 4] =
        ["standards/README.md", "tests/vectors/README.md", "tests/reference/README.md", "fuzz/README.md"];

    fn markdown(folder: &str) -> Vec<PathBuf> {
        let files = fs::read_dir(top().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|extension| extension == "md")).collect()
    }

    /// The lines outside blocks of code.
    fn prose(text: &str) -> Vec<&str> {
        let mut within = false;
        let outside = text.lines().filter(|line| {
            let fence = line.trim_start().starts_with("```");
            within ^= fence;
            !within && !fence
        });
        outside.collect()
    }

    /// Where the links of a page lead.
    fn links(text: &str) -> Vec<String> {
        // Every second part stands between backticks.
        let plain = prose(text).join("\n");
        let plain: Vec<&str> = plain.split('`').step_by(2).collect();
        let plain = plain.join("code");
        let ends = plain.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        ends.map(|(link, _)| link.to_owned()).collect()
    }

    /// The anchors of a page's headings, as GitHub and mdBook make them.
    fn anchors(text: &str) -> BTreeSet<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let headings = prose(text).into_iter().filter(|line| line.starts_with('#'));
        headings
            .map(|heading| {
                let title = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                let slug: String = title.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
                let times = seen.entry(slug.clone()).or_default();
                *times += 1;
                if *times == 1 { slug } else { format!("{slug}-{}", *times - 1) }
            })
            .collect()
    }

    fn is_broken(page: &Path, link: &str) -> bool {
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = if path.is_empty() { page.to_owned() } else { page.with_file_name("").join(path) };
        let leads = || anchor.is_empty() || anchors(&fs::read_to_string(&target).unwrap_or_default()).contains(anchor);
        !target.exists() || !leads()
    }

    #[test]
    fn every_link_in_the_documentation_leads_somewhere() {
        let pages = [markdown(""), markdown("docs"), FURTHER.map(|page| top().join(page)).to_vec()].concat();
        let (mut broken, mut followed) = (Vec::new(), 0);
        for page in pages {
            for link in links(&fs::read_to_string(&page).unwrap()) {
                if link.contains("://") {
                    continue;
                }
                followed += 1;
                if is_broken(&page, &link) {
                    broken.push(format!("{}: {link}", page.display()));
                }
            }
        }
        assert!(broken.is_empty(), "{broken:#?}");
        assert!(followed > 100, "only {followed} links were found");
    }

    #[test]
    fn every_page_is_in_the_summary() {
        let summary = fs::read_to_string(top().join("docs/SUMMARY.md")).unwrap();
        let listed: BTreeSet<String> = links(&summary).into_iter().collect();
        let pages = markdown("docs").into_iter().map(|page| page.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(pages.filter(|page| page != "SUMMARY.md").collect::<BTreeSet<_>>(), listed);
    }

    #[test]
    fn links_and_anchors_are_found_outside_code() {
        let page = "# The `a` of B\n[one](x.md#c) and `[no](y.md)`\n```\n# no\n[no](z.md)\n```\n## The a of b\n![two](p.svg)\n";
        assert_eq!(links(page), ["x.md#c", "p.svg"]);
        assert_eq!(anchors(page), BTreeSet::from(["the-a-of-b", "the-a-of-b-1"].map(str::to_owned)));
    }

    #[test]
    fn a_link_out_of_the_book_leads_to_the_file() {
        let html = r#"<a href="tables.html">t</a> <a href="../README.html#build">r</a> <a href="../tests">s</a>"#;
        let led = r#"<a href="tables.html">t</a> <a href="../../README.md#build">r</a> <a href="../../tests">s</a>"#;
        assert_eq!(from_the_book(html), led);
    }
}
