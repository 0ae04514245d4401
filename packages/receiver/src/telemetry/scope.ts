/** Whose telemetry it is: the name and version of this package. A test compares them with package.json. */
export const scope = { name: "@proto-webhooks/receiver", version: "0.1.0" } as const;
