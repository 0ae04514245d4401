import { plural } from "../plural.ts";
import { style } from "../style.ts";
import type { Summary } from "./tally.ts";

/** What came of many deliveries, as lines for a person. */
export function showSummary({ sent, seconds, perSecond, answers, latencyMs }: Summary): string {
  const time = `${seconds.toFixed(1)} s, ${Math.round(perSecond)} a second`;
  const lines = [`${plural(sent, "delivery", "deliveries")} in ${time}`];
  for (const [answer, count] of Object.entries(answers)) {
    lines.push(`  ${style(colourOf(answer), answer)}  ${count}`);
  }
  if (latencyMs) {
    const times = Object.entries(latencyMs).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
    lines.push(`  latency  ${times.join("  ")}`);
  }
  return lines.join("\n");
}

/** What its sender broke off is neither good nor bad. */
function colourOf(answer: string): "green" | "yellow" | "red" {
  if (answer === "200") return "green";
  return answer === "broken_off" ? "yellow" : "red";
}
