import { html, type Markup } from './markup.ts'

/** Something that is not known, so that it cannot be taken for a value. */
export const unknown = (words: string | Markup = 'not recorded'): Markup =>
  html`<span class="unknown">? ${words}</span>`

/** A value, or that it is not known. */
export const orUnknown = (value: string | number | undefined, words?: string): string | number | Markup =>
  value === undefined || value === '' ? unknown(words) : value
