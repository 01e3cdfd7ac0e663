import type { Chapter, Term } from '../src/grading/table.ts'

/**
 * A chapter kept as the text of its terms until one of them is used: its names are enough to find a term, and a process that grades
 * one term reads one chapter. The build puts it in the place of a chapter's file.
 */
export function chapterFromText(soc: string, names: string, text: string): Chapter {
  let terms: readonly Term[] | undefined
  const chapter = {
    soc,
    get terms() {
      terms ??= JSON.parse(text) as readonly Term[]
      return terms
    },
  }
  return Object.defineProperty(chapter, 'names', { value: names.split('|') })
}
