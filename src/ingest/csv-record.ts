const QUOTE = '"';

/**
 * The fields of one CSV record (RFC 4180, as Go's encoding/csv writes it), or `null` when a quoted field is not
 * closed, that is, when the record goes on in the next line.
 */
export function parseCsvRecord(text: string): string[] | null {
  if (!text.includes(QUOTE)) return text.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = text[at] === QUOTE ? quotedField(text, at) : bareField(text, at);
    if (field === null) return null;
    fields.push(field.value);
    if (text[field.end] !== ',') return fields;
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function bareField(text: string, start: number): Field {
  const comma = text.indexOf(',', start);
  const end = comma < 0 ? text.length : comma;
  return { value: text.slice(start, end), end };
}

function quotedField(text: string, start: number): Field | null {
  let value = '';
  let from = start + 1;
  for (;;) {
    const close = text.indexOf(QUOTE, from);
    if (close < 0) return null;
    value += text.slice(from, close);
    if (text[close + 1] !== QUOTE) return { value, end: close + 1 };
    value += QUOTE;
    from = close + 2;
  }
}
