import { CliError } from "../cli-error.ts";
import { printable } from "../printable.ts";
import type { Kind } from "./kind.ts";
import type { SpecFiles } from "./open-spec.ts";

/** The names that a new type has in the spec. Files are relative to the spec. */
export interface TypeName {
  /** As it is sent: `chat_started`. */
  type: string;
  /** Of its schema: `ChatStartedEvent`. */
  schema: string;
  file: string;
  /** Of the schema of its data: `VoiceNoteData`. */
  data: string;
  dataFile: string;
  /** Of its example, without the folder and the ending: `chat-started`. */
  example: string;
  exampleFile: string;
}

/** What has a meaning of its own before the name of a union, in the code that is generated. */
const taken = ["known", "unrecognized"];

/**
 * Names the parts of a type.
 *
 * @throws CliError when the name cannot be one, or something is called so already.
 */
export function nameType(spec: SpecFiles, kind: Kind, type: string): TypeName {
  const shown = JSON.stringify(printable(type));
  if (!/^[a-z]+([_-][a-z]+)*$/.test(type)) {
    throw new CliError(`${shown} is no name that a type can be given here.
Write it as Proto sends it, in small letters, its words joined by _ or -: chat_started. (Another one is added by hand.)`);
  }
  const words = type.split(/[_-]/);
  const capital = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const what = kind.union.toLowerCase();
  if (words.length === 1 && taken.includes(type)) {
    throw new CliError(
      `${capital}${kind.union} has a meaning of its own in generated code; take another name.`,
    );
  }
  if (type in Object.prototype) {
    throw new CliError(
      `${shown} is a name that all objects have a property of; the cases need it as one that is not listed.`,
    );
  }
  if (typesNotListed(spec).has(type)) {
    throw new CliError(
      `${shown} stands in cases/ for a type that is not listed; give it another name there first.`,
    );
  }
  const schema = `${capital}${kind.union}`;
  const name = { type, schema, file: `schemas/${schema}.yaml`, ...partsOf(kind, capital, words.join("-")) };
  if (spec.typesOf(kind.union).includes(type)) {
    throw new CliError(`The spec lists the ${what} ${shown} already, in schemas/${kind.union}.yaml.`);
  }
  for (const file of [name.file, ...(kind.hasData ? [name.dataFile] : []), name.exampleFile]) {
    // A system may take two names for one that differ in capitals only.
    const other = spec.files().find((one) => one.toLowerCase() === file.toLowerCase());
    if (other) throw new CliError(`There is spec/${other} already. Rename it, or take another name.`);
  }
  return name;
}

function partsOf(
  kind: Kind,
  capital: string,
  dashed: string,
): Pick<TypeName, "data" | "dataFile" | "example" | "exampleFile"> {
  const example = kind.exampleName(dashed);
  return {
    data: `${capital}Data`,
    dataFile: `schemas/${capital}Data.yaml`,
    example,
    exampleFile: `examples/${example}.json`,
  };
}

/** The types that the cases take for types that nobody lists. */
function typesNotListed(spec: SpecFiles): Set<unknown> {
  const rows = spec.json("cases/tolerated-deliveries.json") as { payload: unknown; unrecognized: string[] }[];
  return new Set(
    rows.flatMap(({ payload, unrecognized }) =>
      unrecognized.map((pointer) => {
        const at = pointer.split("/").slice(1);
        const found = at.reduce((value, key) => (value as Record<string, unknown>)[key], payload);
        return (found as { type?: unknown }).type;
      }),
    ),
  );
}
