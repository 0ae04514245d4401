/**
 * Calls `stop` when Ctrl-C is pressed in the terminal, and takes the key for itself: as a signal it would reach npx and
 * its shell too, and they would report 130 for what ended well.
 *
 * @returns gives the terminal back.
 */
export function onCtrlC(stop: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const read = (keys: Buffer) => keys.includes(3) && stop();
  stdin.setRawMode(true).on("data", read);
  return () => {
    stdin.setRawMode(false).off("data", read).pause();
  };
}
