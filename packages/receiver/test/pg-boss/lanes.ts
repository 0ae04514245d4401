import { type ConstructorOptions, type Job, type JobFetchOptions, PgBoss, type Queue } from "pg-boss";
import { afterAll } from "vitest";
import { freshDatabase } from "../postgres/for-tests.ts";

/** An event is its chat, a letter, and its place in it: `A1`, `A2`, `B1`. */
interface Payload {
  readonly event: string;
}

const started: PgBoss[] = [];

afterAll(async () => {
  for (const boss of started) await boss.stop({ graceful: false });
});

/** A pg-boss on a database of its own, until the tests of the file are over. What it does in the background is off. */
export async function startBoss(options: Partial<ConstructorOptions> = {}): Promise<PgBoss> {
  const quiet = { supervise: false, schedule: false, registerInstance: false };
  const boss = new PgBoss({ connectionString: await freshDatabase(), ...quiet, ...options });
  started.push(boss);
  return boss.start();
}

/** A queue used as an inbox: a chat is a key. */
export class Lanes {
  readonly #boss: PgBoss;
  readonly name: string;
  #ids = 0;

  private constructor(boss: PgBoss, name: string) {
    this.#boss = boss;
    this.name = name;
  }

  static async create(boss: PgBoss, name: string, options: Partial<Queue> = {}): Promise<Lanes> {
    const deadLetter = `${name}-dead`;
    await boss.createQueue(deadLetter);
    await boss.createQueue(name, { policy: "key_strict_fifo", deadLetter, ...options });
    return new Lanes(boss, name);
  }

  /** Stores the events of one delivery. With ids that go up: pg-boss's own lose the order of what comes together. */
  async commit(...events: readonly string[]): Promise<void> {
    const jobs = events.map((event) => ({
      id: `01900000-0000-7000-8000-${String(++this.#ids).padStart(12, "0")}`,
      singletonKey: event.slice(0, 1),
      data: { event },
    }));
    const stored = await this.#boss.insert(this.name, jobs, { returnId: true });
    if (stored?.length !== events.length) throw new Error("Not all events were stored.");
  }

  /** Hands out events; with `ignoreStartAfter` also those that wait for their next attempt. */
  claim(limit: number, options: JobFetchOptions = {}): Promise<Job<Payload>[]> {
    return this.#boss.fetch<Payload>(this.name, { batchSize: limit, ...options });
  }

  /** Claims one event after the other, each of which is done at once, until there are none. */
  async handleAll(options: JobFetchOptions = {}): Promise<string[]> {
    const handled: string[] = [];
    for (;;) {
      const [job] = await this.claim(1, options);
      if (job === undefined) return handled;
      await this.#boss.complete(this.name, job);
      handled.push(job.data.event);
    }
  }

  /** Claims the next event and fails it for good. */
  async failNext(): Promise<Job<Payload>> {
    const [job] = await this.claim(1);
    if (job === undefined) throw new Error("There is no event to fail.");
    await this.#boss.fail(this.name, job);
    return job;
  }

  /** What is in the dead letter queue, the oldest first. */
  async dead(): Promise<string[]> {
    return eventsOf(await this.#boss.findJobs<Payload>(`${this.name}-dead`));
  }
}

/** The events of these jobs. */
export function eventsOf(jobs: readonly Job<Payload>[]): string[] {
  return jobs.map((job) => job.data.event);
}
