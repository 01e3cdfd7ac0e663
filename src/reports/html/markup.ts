/** Text that is safe to stand on the page as it is: made by `html` alone. */
export type Markup = { readonly markup: string }
type Part = Markup | string | number | readonly Part[]

/** Markup with every interpolated text escaped; markup and lists of it are put in as they are. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.map((text, i) => (i === 0 ? text : rendered(parts[i - 1]!) + text)).join(''),
})

/** Nothing, where a part of the page does not apply. */
export const nothing: Markup = { markup: '' }

/** Markup of our own that holds no text of a trial, such as a style sheet. */
export const verbatim = (markup: string): Markup => ({ markup })

function rendered(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(rendered).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => visible(text).replace(/[&<>"']/g, (sign) => entities[sign]!)

/** Text with what would not be seen, or would change how the rest is read, shown by its code point. */
export const visible = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, codePoint)

const codePoint = (sign: string): string => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** A text as a CSS string: whatever it holds, it cannot leave its quotes. */
export const cssString = (text: string): Markup =>
  verbatim(`"${visible(text).replace(/[^A-Za-z0-9 .,:-]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`)
