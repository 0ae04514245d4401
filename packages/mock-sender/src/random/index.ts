export { createRandom, type Makers, type RandomOptions } from "./create-random.ts";
