import type { Db, PgBoss } from "pg-boss";

interface Plan {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly Plans?: readonly Plan[];
}

/** How many rows of tables and indexes PostgreSQL reads for one claim, which is undone. */
export async function rowsReadByClaim(boss: PgBoss, queue: string, limit: number): Promise<number> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (transaction === undefined) throw new Error("There are no transactions.");
  const plans: Plan[] = [];
  const explained: Db = {
    async executeSql(text, values) {
      const explain = `EXPLAIN (ANALYZE, TIMING off, FORMAT json) ${text}`;
      const { rows } = await transaction.db.executeSql(explain, values);
      plans.push(rows[0]["QUERY PLAN"][0].Plan);
      return { rows: [] };
    },
  };
  try {
    await boss.fetch(queue, { batchSize: limit, db: explained });
  } finally {
    await transaction.rollback();
  }
  if (plans.length === 0) throw new Error("The claim was not explained.");
  return plans.reduce((sum, plan) => sum + rowsOf(plan), 0);
}

function rowsOf(plan: Plan): number {
  const own = plan["Relation Name"] === undefined ? 0 : plan["Actual Rows"] * plan["Actual Loops"];
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsOf(part), own);
}
