export type { Makers } from "../random/create-random.ts";
export { createData, type DataOptions, type Locale } from "./create-data.ts";
