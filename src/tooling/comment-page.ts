import { Marked } from 'marked';

/** What a page needs from packages: GitHub's stylesheet and mermaid, as text. */
export interface PageParts {
  readonly stylesheet: string;
  readonly mermaid: string;
}

/** As wide as a comment on a pull request is on GitHub with a window of 1280 pixels. */
export const PAGE_WIDTH = 900;

const FRAME = `
  body { margin: 0; padding: 16px; background: #ffffff; width: ${PAGE_WIDTH - 32}px; }
  .row { display: flex; gap: 16px; align-items: flex-start; }
  .avatar { width: 40px; height: 40px; border-radius: 50%; background: #24292f; color: #fff; flex: none;
    font: 600 15px/40px sans-serif; text-align: center; }
  .box { flex: 1; min-width: 0; border: 1px solid #d1d9e0; border-radius: 6px; }
  .head { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; padding: 8px 16px;
    font: 14px/21px -apple-system, "Segoe UI", "Liberation Sans", sans-serif; color: #59636e; }
  .head b { color: #1f2328; }
  .bot { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; font-size: 12px; }
  .markdown-body { padding: 16px; border-radius: 0 0 6px 6px; font-family: -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, "Liberation Sans",
    sans-serif, "Noto Color Emoji"; }
  /* GitHub draws charts in a frame of their own: none of the text styles around it reach them. */
  .mermaid { margin-bottom: 16px; padding: 16px; border: 1px solid #d1d9e0;
    border-radius: 6px; font: 16px/1.2 sans-serif; }
  .mermaid svg { display: block; margin: 0 auto; }
`;

/** Draws the charts, then says how high the page is: the screenshot is taken with that height. */
const DRAW = `
  mermaid.initialize({ startOnLoad: false, theme: 'default' });
  mermaid.run().then(() => { document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height); });
`;

/** A page that shows Markdown as a comment by github-actions on a pull request. */
export function commentPage(markdown: string, { stylesheet, mermaid }: PageParts): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><style>${stylesheet}${FRAME}</style></head>
<body><div class="row"><div class="avatar">GH</div><div class="box">
<div class="head"><b>github-actions</b> <span class="bot">bot</span> commented now</div>
<article class="markdown-body">${toHtml(markdown)}</article>
</div></div><script>${mermaid.replaceAll('</script', '<\\/script')}</script><script>${DRAW}</script></body></html>`;
}

/** GitHub's flavour; a mermaid block becomes a place for its chart, as GitHub makes one. */
function toHtml(markdown: string): string {
  const marked = new Marked({ gfm: true, async: false });
  marked.use({
    renderer: {
      code: ({ text, lang }) =>
        lang === 'mermaid' ? `<div class="mermaid">${escapeHtml(text)}</div>` : false,
    },
  });
  return String(marked.parse(markdown));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
