//! Circles of files: files of a crate that take items from each other, so that none can be understood first.
//!
//! A file takes from another when it names an item that the other defines, through any number of re-exports. A `mod`
//! line and a `pub use` take nothing: they only say where an item is found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::folders::top;
use crate::rust_text::{Module, read};

/// The folders below which every `src` is a crate.
const CRATES: [&str; 3] = ["crates", "bindings", "."];

/// Prints the circles of files of every crate, and fails if there is one.
pub(crate) fn circles() -> Result<(), String> {
    let mut found = 0;
    for source in sources()? {
        for circle in circles_of(&modules(&source)?) {
            found += 1;
            // The root of a crate has no path of its own.
            let names: Vec<&str> = circle.iter().map(|path| if path.is_empty() { "crate" } else { path }).collect();
            eprintln!("{}: {}", source.strip_prefix(top()).unwrap_or(&source).display(), names.join(", "));
        }
    }
    if found == 0 { Ok(()) } else { Err(format!("{found} circles of files: move what both need to a file of its own")) }
}

fn sources() -> Result<Vec<PathBuf>, String> {
    let mut sources = Vec::new();
    for folder in CRATES.map(|folder| top().join(folder)) {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let source = entry.map_err(|error| error.to_string())?.path().join("src");
            if source.join("lib.rs").is_file() || source.join("main.rs").is_file() {
                sources.push(source);
            }
        }
    }
    sources.sort();
    Ok(sources)
}

/// The modules that are files, by their path in the crate: `[]` is the root, `["parse", "read"]` is `parse/read.rs`.
type Modules = BTreeMap<Vec<String>, Module>;

fn modules(source: &Path) -> Result<Modules, String> {
    let mut modules = Modules::new();
    let mut folders = vec![(source.to_owned(), Vec::new())];
    while let Some((folder, path)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let file = entry.map_err(|error| error.to_string())?.path();
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mut here: Vec<String> = path.clone();
            if file.is_dir() {
                here.push(stem);
                folders.push((file, here));
            } else if file.extension().is_some_and(|extension| extension == "rs") {
                if !["mod", "lib", "main"].contains(&stem.as_str()) {
                    here.push(stem);
                }
                let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                modules.insert(here, read(&text));
            }
        }
    }
    Ok(modules)
}

/// The circles, each as the sorted paths of its modules.
fn circles_of(modules: &Modules) -> Vec<Vec<String>> {
    let takes: BTreeMap<&[String], BTreeSet<&[String]>> =
        modules.keys().map(|path| (path.as_slice(), taken_by(modules, path))).collect();
    let reach = |from: &'_ [String]| {
        let mut seen: BTreeSet<&[String]> = BTreeSet::new();
        let mut next: Vec<&[String]> = takes.get(from).into_iter().flatten().copied().collect();
        while let Some(path) = next.pop() {
            if seen.insert(path) {
                next.extend(takes.get(path).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&[String], BTreeSet<&[String]>> = takes.keys().map(|path| (*path, reach(path))).collect();
    let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
    for (path, from_here) in reached.iter().filter(|(path, from_here)| from_here.contains(*path)) {
        let back = |other: &&&[String]| reached.get(**other).is_some_and(|reached| reached.contains(path));
        circles.insert(from_here.iter().filter(back).map(|path| path.join("::")).collect());
    }
    circles.into_iter().collect()
}

/// The modules from which a module takes an item, itself not among them.
fn taken_by<'m>(modules: &'m Modules, path: &'m [String]) -> BTreeSet<&'m [String]> {
    let Some(module) = modules.get(path) else { return BTreeSet::new() };
    let imported = module.uses.iter().filter(|import| !import.is_public).map(|import| &import.path);
    let mut taken: BTreeSet<&[String]> = BTreeSet::new();
    for names in imported.chain(&module.paths) {
        match names.split_last() {
            // Of everything in a module, the items that are named here.
            Some((star, of)) if star == "*" => {
                let within = |word: &String| [of, std::slice::from_ref(word)].concat();
                taken.extend(module.words.iter().filter_map(|word| found(modules, path, &within(word), 0)));
            }
            _ => taken.extend(found(modules, path, names, 0)),
        }
    }
    taken.remove(path);
    taken
}

/// The longest chain of re-exports that is followed.
const MAX_STEPS: usize = 16;

/// The module that defines what a path names, seen from a module. `None` for what is no item of this crate.
fn found<'m>(modules: &'m Modules, from: &[String], names: &[String], steps: usize) -> Option<&'m [String]> {
    if steps > MAX_STEPS {
        return None;
    }
    let (first, rest) = names.split_first()?;
    let (mut at, mut rest) = match first.as_str() {
        "crate" => (Vec::new(), rest),
        "self" => (from.to_vec(), rest),
        "super" => (from.split_last()?.1.to_vec(), rest),
        _ => (from.to_vec(), names),
    };
    while let Some((name, further)) = rest.split_first() {
        if name == "super" {
            at.pop();
        } else {
            at.push(name.clone());
            if !modules.contains_key(&at) {
                at.pop();
                break;
            }
        }
        rest = further;
    }
    let (place, module) = modules.get_key_value(&at)?;
    // The path of a module takes nothing by itself.
    let (name, further) = rest.split_first()?;
    if module.items.contains(name) {
        return Some(place);
    }
    // Private names are in sight of the modules below.
    module.uses.iter().find_map(|import| {
        let to = match import.path.split_last() {
            Some((star, of)) if star == "*" => [of, std::slice::from_ref(name)].concat(),
            _ if import.name == *name => import.path.clone(),
            _ => return None,
        };
        if to.first() == Some(name) {
            return None;
        }
        found(modules, place, &[to.as_slice(), further].concat(), steps + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_among(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let path = |path: &str| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
        circles_of(&files.iter().map(|(name, text)| (path(name), read(text))).collect())
    }

    #[test]
    fn two_files_that_take_from_each_other_are_a_circle() {
        let files = [
            ("", "mod a;\nmod b;\nmod c;\npub use a::A;"),
            ("a", "use crate::b::B;\npub struct A(B);"),
            ("b", "pub struct B;\npub fn make() { crate::A::new() }"),
            ("c", "use crate::A;"),
        ];
        assert_eq!(circles_among(&files), [["a", "b"]]);
    }

    #[test]
    fn a_file_that_takes_from_its_parent_closes_a_circle_only_where_the_parent_takes_from_it() {
        let child = ("a::child", "use super::Shared;\npub fn run(_: Shared) {}");
        let re_exports = [("", "mod a;"), ("a", "mod child;\npub use child::run;\npub struct Shared;"), child];
        assert_eq!(circles_among(&re_exports), [[""; 0]; 0]);
        let takes = [("", "mod a;"), ("a", "mod child;\nuse child::run;\npub struct Shared;"), child];
        assert_eq!(circles_among(&takes), [["a", "a::child"]]);
    }

    #[test]
    fn a_star_takes_what_is_named() {
        let files = [
            ("", "mod a;\nmod b;"),
            ("a", "use crate::b::*;\npub struct A(Used);"),
            ("b", "use crate::a::A;\npub struct Used;\npub struct Other;"),
        ];
        assert_eq!(circles_among(&files), [["a", "b"]]);
        let unused = [files[0], ("a", "use crate::b::*;\npub struct A;"), files[2]];
        assert!(circles_among(&unused).is_empty());
    }

    #[test]
    fn comments_texts_and_the_tests_in_a_file_take_nothing() {
        let files = [
            ("", "mod a;\nmod b;"),
            (
                "a",
                "// use crate::b::B;\npub struct A;\nconst T: &str = r#\"crate::b::B \"#;\nmod tests { use super::*; use super::A; }",
            ),
            ("b", "use crate::a::A;\npub struct B(A);"),
        ];
        assert!(circles_among(&files).is_empty());
    }
}
