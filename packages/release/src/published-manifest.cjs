// How a package.json is published. pnpm calls this for what it packs, after it has put versions for `workspace:`.
// What serves only those who work on the package stays here: its scripts would name files, and its devDependencies
// packages, that nobody has.

/** Where provenance says that a package comes from. npm refuses it unless package.json names the same place. */
function repository() {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY) return {};
  return { repository: { type: "git", url: `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git` } };
}

module.exports = {
  hooks: {
    beforePacking({ devDependencies, scripts, ...manifest }) {
      return { ...repository(), ...manifest };
    },
  },
};
