import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../test/postgres/for-tests.ts";
import { postgresInbox } from "./postgres-inbox.ts";
import { PostgresInboxError, toInboxError } from "./postgres-inbox-error.ts";
import { changed } from "./test/sql.ts";

test.each([
  [{ code: "ECONNREFUSED" }, "unreachable"],
  [{ code: "ETIMEDOUT" }, "unreachable"],
  [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, "unreachable"],
  [{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, "unreachable"],
  [{ code: "08006" }, "unreachable"],
  [{ code: "57P01" }, "unreachable"],
  [{ code: "57014" }, "busy"],
  [{ code: "28P01" }, "refused_login"],
  [{ code: "3D000" }, "refused_login"],
  [{ code: "42501" }, "no_permission"],
  [{ code: "53300" }, "busy"],
  [{ code: "53100" }, "disk_full"],
  [{ code: "55P03" }, "busy"],
  [{ code: "58030" }, "damaged"],
  [{ code: "XX001" }, "damaged"],
  [{ code: "42883" }, "changed"],
  [{ code: "22021" }, "failed"],
  [{ message: "Connection terminated unexpectedly" }, "unreachable"],
  [{ message: "timeout expired" }, "unreachable"],
  [{ message: "Query read timeout" }, "busy"],
])("%j becomes %s", (properties, code) => {
  const error = Object.assign(new Error("message"), properties);
  expect(toInboxError(error, "here")).toMatchObject({ name: "PostgresInboxError", code, place: "here" });
});

test.each([
  new TypeError("Cannot read properties of undefined (reading 'connect')"),
  Object.assign(new TypeError("wrong argument"), { code: "ERR_INVALID_ARG_TYPE" }),
  new RangeError("A lease and a delay are a number of milliseconds, 0 or more."),
  "no error at all",
])("a mistake of a program stays what it is: %s", (mistake) => {
  expect(toInboxError(mistake, "here")).toBe(mistake);
});

test("an error keeps the message and the code of its cause, and nothing that may quote a row", () => {
  const cause = { code: "23514", detail: "Failing row contains (s3cret).", where: "s3cret", hint: "s3cret" };
  const error = toInboxError(Object.assign(new Error("violates check"), cause), "here") as PostgresInboxError;
  expect(error.cause).toMatchObject({ message: "violates check", code: "23514" });
  expect(Object.keys(error.cause as Error)).toEqual(["code"]);
});

test.each([
  ["a password that is wrong", { password: "s3cret" }],
  ["a user who is not there", { username: "s3cret", password: "s3cret" }],
  ["a database that is not there", { pathname: "nowhere" }],
])("%s is told, and the password is not", async (_, changes) => {
  const inbox = postgresInbox({ connectionString: changed(await freshDatabase(), changes) });
  onTestFinished(() => inbox.close());
  const error = await inbox.stats().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PostgresInboxError);
  expect(error).toMatchObject({ code: "refused_login" });
  expect((error as Error).message).not.toContain("s3cret");
});
