// No answer: what a page and a process take to load a module at all.
export default async function ready() {
  return () => null;
}
