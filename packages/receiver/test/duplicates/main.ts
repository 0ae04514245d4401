// Measures what the option `duplicates` takes wrongly and misses, and puts the figures into the guide:
// npx -y pnpm@12 exec node test/duplicates/main.ts
import { showFigures } from "./guide.ts";
import { simulate } from "./simulate.ts";
import { tablesOf } from "./tables.ts";

const figures = tablesOf(await simulate());
showFigures(figures);
console.log(figures);
