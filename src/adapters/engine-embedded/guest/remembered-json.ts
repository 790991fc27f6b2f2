const MOST = 200;
const LONGEST = 1_000;

/** Parses texts that come again and again only once. Nobody may change the values. */
export class RememberedJson<Value> {
  private readonly values = new Map<string, Value>();

  /** @throws SyntaxError */
  parse(text: string): Value {
    const known = this.values.get(text);
    if (known !== undefined) return known;
    const value = JSON.parse(text) as Value;
    if (text.length > LONGEST) return value;
    if (this.values.size === MOST) this.values.clear();
    this.values.set(text, value);
    return value;
  }
}
