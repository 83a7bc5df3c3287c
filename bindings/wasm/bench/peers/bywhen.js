// The whole outcome of a case, as an object.
import init, { Charter } from "../../pkg/evaluator.js";

export default async function ready(read) {
  await init({ module_or_path: await read("evaluator_bg.wasm") });
  const charter = Charter.load(await read("oxfordshire.bywhen"));
  return (received) => {
    const outcome = charter.check({ channel: "letter", received, at: received });
    return outcome.promises[1].due;
  };
}
