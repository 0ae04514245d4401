import type { Trace } from "@proto-webhooks/mock-sender";
import { CliError } from "../cli-error.ts";
import { shownName } from "../deliveries/stdin.ts";
import { printable } from "../printable.ts";
import type { Outgoing } from "./outgoing.ts";
import type { Setter } from "./set-in.ts";
import { setInBytes } from "./set-in-bytes.ts";
import type { SendSettings } from "./settings.ts";

/** The deliveries of a trace without its times, and so without its faults, of which none may be silently left out. */
export async function* bodiesOf(
  file: string,
  { deliveries }: Trace,
  { assignments }: SendSettings,
  set: Setter,
): AsyncGenerator<Outgoing> {
  const broken = deliveries.find(({ fault }) => fault);
  if (broken) {
    throw new CliError(
      `${shownName(file)}: delivery ${printable(broken.name)} has a fault (${broken.fault?.kind}), which --rate, --concurrency and --set would leave out. Leave those out instead. Nothing was sent.`,
    );
  }
  for (const { name, body } of deliveries) {
    const bytes = Buffer.from(body as Uint8Array);
    const label = `${shownName(file)}, delivery ${printable(name)}`;
    const place = { file: label, name: label, firstLine: 1 };
    yield {
      file,
      line: null,
      type: null,
      body: assignments.length > 0 ? setInBytes(bytes, place, set) : bytes,
    };
  }
}
