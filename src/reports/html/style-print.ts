/** On A4: headers repeat, rows stay whole, nothing is clipped, and what colour says borders and words say too. */
export const print = `
@page { size: A4; margin: 14mm 12mm 16mm; @bottom-right { content: "page " counter(page) " of " counter(pages); font: 7.5pt system-ui, sans-serif; color: #444 } }
@media print {
  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.4 }
  h1 { font-size: 16pt } h2 { font-size: 13pt; margin: 18pt 0 6pt } h3, .participant h3 { font-size: 11pt }
  .headline { font-size: 15pt }
  nav { display: none }
  a { color: inherit; text-decoration: none }
  .wide { overflow: visible }
  table { font-size: 8pt } .badge { font-size: 8pt; padding: 0 4px } .small { font-size: 7.5pt }
  th, td { padding: 3px 4px }
  thead { display: table-header-group } tfoot { display: table-row-group }
  tr, caption, figure, .alert, .box, .sign, dl > div { break-inside: avoid }
  h2, h3, h4, caption, thead { break-after: avoid } tbody tr:first-child { break-before: avoid }
  figcaption, .tag { font-size: 7.5pt }
  .participant, #participants > h2 + * { break-inside: auto }
  .who { white-space: normal }
  dl > div { grid-template-columns: 36mm 1fr }
  .participant > dl { grid-template-columns: 1fr 1fr } .participant > dl > div { grid-template-columns: 28mm 1fr }
  .grid td { padding: 1px } .cell { padding: 1px 3px } .crs td, .crs thead th { padding: 2px 3px } .crs td:nth-child(4) .light { font-size: 7pt }
  .badge, .box, .cell, .alert, .unknown, thead th, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
