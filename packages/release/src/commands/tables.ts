import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type GeneratedPart, licencesPart, sizesPart } from "../check-packages.ts";
import { licences, licenceTable } from "../licences.ts";
import { withMarkedTable } from "../marked-table.ts";
import { publicPackages } from "../public-packages.ts";
import { entrySizes, sizeTable } from "../sizes.ts";

/** `pnpm sizes`, once all is built: writes what each entry adds to a bundle into the README. */
export async function sizesCommand(root: string): Promise<void> {
  write(root, sizesPart(sizeTable(await entrySizes(publicPackages(root)))));
}

/** `pnpm release:licences`: writes what comes with the packages, and under which licence, into the README of this package. */
export function licencesCommand(root: string): void {
  write(root, licencesPart(licenceTable(licences(publicPackages(root)))));
}

function write(root: string, { file, name, table }: GeneratedPart): void {
  const path = join(root, file);
  writeFileSync(path, withMarkedTable(readFileSync(path, "utf8"), name, table));
  console.log(`${table}\n\nWritten to ${file}.`);
}
