// Which way imports run: against the flow of the data, never sideways or back, and never in a ring.
//   spec → types → validators → receiver | mock-sender → playground, cli, docs, benchmarks
const mayImport = {
  scripts: [],
  "packages/types": ["scripts"],
  "packages/validators": ["scripts", "packages/types"],
  "packages/receiver": ["scripts", "packages/types", "packages/validators"],
  "packages/mock-sender": ["scripts", "packages/types", "packages/validators"],
  "packages/cli": [
    "scripts",
    "packages/types",
    "packages/validators",
    "packages/receiver",
    "packages/mock-sender",
  ],
  "packages/playground": [
    "scripts",
    "packages/types",
    "packages/validators",
    "packages/receiver",
    "packages/mock-sender",
  ],
  "packages/benchmarks": [
    "scripts",
    "packages/types",
    "packages/validators",
    "packages/receiver",
    "packages/mock-sender",
  ],
  "packages/release": [
    "scripts",
    "packages/types",
    "packages/validators",
    "packages/receiver",
    "packages/mock-sender",
  ],
  "packages/docs": ["scripts"],
  spec: ["scripts"],
};

/** Tests of the receiver may send with the mock; its source may not. */
const testsMayImport = { "packages/receiver": ["packages/mock-sender"] };

const tests = "/(test|generate|scripts)/|\\.test(-d)?\\.ts$|\\.config\\.ts$";

const directions = Object.entries(mayImport).map(([from, to]) => ({
  name: `direction-of-${from}`,
  comment: `${from} may import from ${["itself", ...to].join(", ")} only (scripts: in generators and tests only).`,
  severity: "error",
  from: { path: `^${from}/` },
  to: {
    path: "^(packages|spec|scripts)/",
    pathNot: [from, "spec", ...to, ...(testsMayImport[from] ?? [])].map((folder) => `^${folder}/`),
  },
}));

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-tools-in-source",
      comment:
        "What is published, or runs, imports no scripts; the docs and a release are made, and nothing of their tools stays.",
      severity: "error",
      from: { path: "^packages/(?!docs/|release/)[^/]+/src/", pathNot: tests },
      to: { path: "^scripts/" },
    },
    {
      name: "no-mock-in-receiver",
      severity: "error",
      from: { path: "^packages/receiver/src/", pathNot: tests },
      to: { path: "^packages/mock-sender/" },
    },
    {
      name: "no-unresolved",
      comment: "An import that cannot be followed cannot be judged; one of another package needs its build.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    ...directions,
  ],
  options: {
    doNotFollow: { path: ["node_modules", "/dist/"] },
    // The projects of consumers find what they import where they are put.
    exclude: { path: "\\.d\\.ts$|^packages/release/consumers/|^scripts/test/consumer/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "default"] },
  },
};
