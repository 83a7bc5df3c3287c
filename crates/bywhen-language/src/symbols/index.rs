//! The index of all symbols of a charter.

use super::collect::Collector;
use super::reference::Reference;
use crate::parse::syntax::Tree;

/// All symbol references of a charter.
///
/// ```
/// use bywhen_language::{SymbolIndex, read};
///
/// let text = "fact \"complex\" \"it involves several services\"\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt if complex";
/// let (tree, _) = read(text);
/// let names = SymbolIndex::new(&tree);
/// let used = names.at(text.len()).unwrap();
/// assert_eq!((used.name, names.declaration(used).unwrap().span.clone()), ("complex", 5..14));
/// assert_eq!(names.references_to(used).count(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct SymbolIndex<'s> {
    references: Vec<Reference<'s>>,
}

impl<'s> SymbolIndex<'s> {
    /// Indexes the lines that could be parsed.
    pub fn new(tree: &Tree<'s>) -> SymbolIndex<'s> {
        let mut collector = Collector::default();
        tree.lines.iter().for_each(|line| collector.declare(line));
        tree.lines.iter().for_each(|line| collector.line(line));
        collector.references.sort_by_key(|reference| (reference.span.start, reference.span.end));
        SymbolIndex { references: collector.references }
    }

    /// The reference at a byte offset, its end included.
    pub fn at(&self, offset: usize) -> Option<&Reference<'s>> {
        self.references.iter().find(|reference| reference.span.start <= offset && offset <= reference.span.end)
    }

    /// The declaration of a symbol. `None` for built-in names.
    pub fn declaration(&self, to: &Reference<'_>) -> Option<&Reference<'s>> {
        let mut declared = self.references.iter().filter(|reference| reference.is_declaration);
        declared
            .clone()
            .find(|one| one.kind == to.kind && one.is_same_symbol(to))
            .or_else(|| declared.find(|one| one.is_same_symbol(to)))
    }

    /// All references to the same symbol, including its declaration, in text order.
    pub fn references_to<'a>(&'a self, to: &'a Reference<'_>) -> impl Iterator<Item = &'a Reference<'s>> {
        self.references.iter().filter(move |reference| reference.is_same_symbol(to))
    }

    /// All references, in text order.
    pub fn references(&self) -> impl Iterator<Item = &Reference<'s>> {
        self.references.iter()
    }

    /// All declarations, in text order.
    pub fn declarations(&self) -> impl Iterator<Item = &Reference<'s>> {
        self.references.iter().filter(|reference| reference.is_declaration)
    }
}
