import * as arbitraries from "@proto-webhooks/mock-sender/arbitraries";
import { parseDelivery, validateMediaMessage } from "@proto-webhooks/validators";
import fc from "fast-check";
import { expect, test } from "vitest";

test("whatever Proto may send is accepted", () => {
  fc.assert(
    fc.property(arbitraries.delivery({ tolerant: true }), (delivery) => {
      expect(parseDelivery(delivery)).toMatchObject({ ok: true, invalid: [] });
    }),
  );
});

test("what is almost a media message is refused, for the right reason", () => {
  fc.assert(
    fc.property(arbitraries.nearMiss("mediaMessage"), ({ value, issue, reportedBy }) => {
      const accepted = reportedBy === "strict"; // such as an unknown property
      expect(validateMediaMessage(value)).toMatchObject(
        accepted ? { ok: true } : { ok: false, issues: [issue] },
      );
    }),
  );
});
