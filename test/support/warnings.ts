/** Hears what the widget tells developers in the console, in place of the console. */
export function hearWarnings() {
  const said: string[] = [];
  const { warn } = console;
  let wake: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (wake = resolve));
  console.warn = (...words: unknown[]) => {
    said.push(words.map(String).join(' '));
    wake();
  };
  const stop = () => (console.warn = warn);
  return { said, first, stop };
}
