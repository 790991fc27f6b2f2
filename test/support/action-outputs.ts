/** A file of outputs as the runner reads it: `name<<delimiter`, lines, `delimiter`. */
export function parseOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined) {
      if (line === '') continue;
      throw new Error(`not an output: ${line}`);
    }
    const end = lines.indexOf(delimiter ?? '');
    if (end < 0) throw new Error(`the output ${name} has no end`);
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n');
  }
  return outputs;
}
