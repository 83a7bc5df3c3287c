// A policy that knows no dates: whether the limit of ten days is the one.
import init, { initSync, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/web";
import { start } from "./start.js";

const policy = `permit (principal, action == Action::"respond", resource)
  when { context.kind == "enquiry" && ["letter", "fax"].contains(context.channel) && context.elapsed <= 14 };`;

export default async function ready(read) {
  await start(await read("cedar_wasm_bg.wasm"), init, initSync);
  const parsed = preparsePolicySet("charter", { staticPolicies: policy });
  if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
  return (received) => {
    const answer = statefulIsAuthorized({
      principal: { type: "Council", id: "oxfordshire" },
      action: { type: "Action", id: "respond" },
      resource: { type: "Case", id: "1" },
      context: { kind: "enquiry", channel: "letter", elapsed: received.getUTCDate() % 14 },
      preparsedPolicySetId: "charter",
      entities: [],
    });
    return answer.type === "success" ? answer.response.decision : JSON.stringify(answer);
  };
}
