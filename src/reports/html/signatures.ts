import { html, type Markup } from './markup.ts'
import { described, section, table } from './table.ts'

const LINES = 5

/** Where the committee writes what it decided and signs. */
export const signatures: Markup = section(
  'signatures',
  'Decision and signatures of the committee',
  html`<div class="sign">${described([
    ['Decision', html`☐ as the rule recommends &nbsp; ☐ otherwise, namely: <span class="line"></span>`],
    ['Reason, where it differs', html`<span class="line"></span>`],
  ])}`,
  table(
    'Signed by hand; the software signs nothing',
    ['Name', 'Role', 'Date', 'Meaning of the signature', 'Signature'],
    Array.from({ length: LINES }, () => ['', '', '', html`☐ reviewed ☐ approved ☐ disagrees`, '']),
    { kind: 'signature' },
  ),
  html`</div>`,
)
