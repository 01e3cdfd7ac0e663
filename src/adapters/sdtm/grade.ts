import { lookUp, text, unreadable } from './cells.ts'
import type { Line } from './domain.ts'
import type { SdtmMap } from './map.ts'

/** A grade with the scale it is of, where that is known. */
export type Graded = { readonly grade: number; readonly scale: string | undefined }

/** A grade as a whole number from 0 to 5, also written "Grade 3", "G3" or "3.0". A severity in words is no grade. */
export function gradeIn(line: Line, field: string): number | undefined {
  const written = text(line, field)
  if (written === undefined) return undefined
  const grade = gradeWritten(written)
  if (grade === undefined) unreadable(line, field, 'a grade from 0 to 5')
  return grade
}

/** The grade a text writes, if it is one. */
export function gradeWritten(written: string): number | undefined {
  const grade = /^(?:G|GRADE)?\s*([0-5])(?:\.0+)?$/i.exec(written)?.[1]
  return grade === undefined ? undefined : Number(grade)
}

/** The scale of a grade held under a test code: the code's own, else the one the row names, else the study's. */
export const scaleOf = (line: Line, domain: string, code: string, map: SdtmMap): string | undefined =>
  lookUp(map.gradeTests, code) ?? text(line, `${domain}SCALE`) ?? map.gradeScale
