import { withChildren } from "../child/with-children.ts";
import type { Figure } from "../figure.ts";
import { median } from "../median.ts";
import { count } from "../output/count.ts";
import type { Scenario, Size } from "../scenario.ts";
import { mustHold } from "../void-error.ts";
import type { NullServer } from "./null-server-process.ts";
import { runSend, type SendSummary } from "./run-send.ts";

const sizes: Readonly<Record<Size, { rounds: number; deliveries: number }>> = {
  short: { rounds: 1, deliveries: 200 },
  moderate: { rounds: 7, deliveries: 20_000 },
  full: { rounds: 9, deliveries: 100_000 },
};

const concurrency = 32;
const target = { bound: "at least", value: 5_000 } as const;

/** What is sent, and how the figures call it. */
const ways = [
  { name: "one delivery, again and again", args: [] },
  { name: "random ones, made as they are sent", args: ["--seed", "7"] },
];

export const send: Scenario = {
  summary: "deliveries a second of proto-webhooks send, to a server that does nothing",
  run: (settings) =>
    withChildren(async (start) => {
      const { deliveries, ...size } = sizes[settings.size];
      const rounds = settings.rounds ?? size.rounds;
      const server = start<NullServer>(new URL("null-server-process.ts", import.meta.url));
      const to = `http://127.0.0.1:${await server.ask("listen")}/webhook`;
      const sides = ways.map((way) => ({ ...way, sent: [] as SendSummary[] }));
      // How much of a core the server took, in percent: near 100 it would have been measured instead.
      const loads: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        settings.progress(`round ${round} of ${rounds}`);
        for (const { args, sent } of sides) {
          const before = await server.ask("done");
          const load = ["--count", String(deliveries), "--concurrency", String(concurrency), ...args];
          const summary = await runSend(["message:text", "--to", to, ...load]);
          const after = await server.ask("done");
          const received = after.requests - before.requests;
          mustHold(received === deliveries, `of ${deliveries} deliveries ${received} arrived`);
          sent.push(summary);
          loads.push((after.cpu - before.cpu) / 1e4 / summary.seconds);
        }
      }
      const figures = sides.flatMap(({ name, sent }): Figure[] => [
        { name, value: median(sent.map(({ perSecond }) => perSecond)), unit: "deliveries/s", target },
        { name: `${name}: p99`, value: median(sent.map(({ latencyMs }) => latencyMs.p99)), unit: "ms" },
      ]);
      return {
        scenario: "send",
        method: [
          `The command as users run it, against a server in a process of its own that answers everything with 200.`,
          `${count(deliveries)} deliveries of a text message a round, ${concurrency} at once, the two ways in turn;`,
          `medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}. From the first delivery to the last answer, without the start of the command.`,
          "All answers were 200, and all deliveries arrived.",
        ].join(" "),
        figures: [...figures, { name: "the server's share of a core", value: median(loads), unit: "%" }],
      };
    }),
};
