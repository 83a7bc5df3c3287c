// As each would be started: in Node from bytes, at once; on a page from what is being fetched.
export const start = (module, init, initSync) =>
  module instanceof Uint8Array ? initSync({ module }) : init({ module_or_path: module });
