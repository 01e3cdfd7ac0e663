import { compareExact } from '../core/exact.ts'
import { type PrintedBound, readBound } from './bound.ts'
import { type Cell, type CellCriterion, type Clause, isBlock, isQuantity, type QuantityClause } from './clause.ts'
import type { GradeNumber, Term } from './table.ts'

/** The bounds of a clause after gaps between grades are closed, and which reading closed one. */
export type Closed = {
  readonly bounds: readonly PrintedBound[]
  readonly by: 'gap-half-open' | 'gap-point-worse' | undefined
}

const quantities = new WeakMap<Cell, readonly QuantityClause[]>()

/** Every quantity clause of a cell. */
export function quantitiesOf(cell: Cell): readonly QuantityClause[] {
  const known = quantities.get(cell) ?? quantitiesIn(cell)
  quantities.set(cell, known)
  return known
}

function quantitiesIn(cell: Cell): readonly QuantityClause[] {
  const found: QuantityClause[] = []
  const visit = (part: CellCriterion): void => {
    if ('all' in part) {
      for (const inner of part.all) visit(inner as CellCriterion)
    } else if ('any' in part) {
      for (const inner of part.any) visit(inner as CellCriterion)
    } else if ('not' in part) visit(part.not as CellCriterion)
    else if (isQuantity(part as Clause)) found.push(part as QuantityClause)
  }
  for (const part of cell) for (const inner of isBlock(part) ? part.any : [part]) visit(inner)
  return found
}

const ladderOf = (clause: QuantityClause, of: string): string =>
  [clause.quantity, clause.unit, clause.rise, clause.fall, clause.change, clause.percent, branchOf(clause), of].join(
    '|',
  )

/** An abnormal baseline is one branch, however far a grade says it may reach. */
const branchOf = ({ if: when }: QuantityClause): string | undefined =>
  when?.startsWith('baseline was >ULN') ? 'baseline was >ULN' : when

type Rung = { readonly grade: number; readonly ladder: string; readonly bound: PrintedBound }

/**
 * Printed whole numbers leave holes (QTc 480, then 481): each grade starts where the one below ends. A point that two strict
 * bounds leave out goes to the worse grade.
 */
export function closeGaps(term: Term): (clause: QuantityClause, grade: number) => Closed {
  const known = closers.get(term) ?? closerOf(term)
  closers.set(term, known)
  return known
}

const closers = new WeakMap<Term, (clause: QuantityClause, grade: number) => Closed>()

function closerOf(term: Term): (clause: QuantityClause, grade: number) => Closed {
  const far: Rung[] = []
  for (const [grade, cell] of Object.entries(term.grades) as unknown as [GradeNumber, Cell][])
    for (const clause of quantitiesOf(cell))
      for (const bound of clause.bounds.map(readBound))
        if (bound.number !== undefined) far.push({ grade: Number(grade), ladder: ladderOf(clause, bound.of), bound })
  return (clause, grade) => {
    const printed = clause.bounds.map(readBound)
    let by: Closed['by']
    const bounds = printed.map((bound) => {
      const below = bound.number === undefined ? undefined : nearestEnd(far, ladderOf(clause, bound.of), bound, grade)
      if (!below) return bound
      const touching = compareExact(below.cut, bound.cut) === 0
      by = touching ? 'gap-point-worse' : 'gap-half-open'
      const strict = below.comparator.endsWith('=')
      const comparator = bound.comparator.startsWith('>') ? (strict ? '>' : '>=') : strict ? '<' : '<='
      return { ...below, comparator } as PrintedBound
    })
    return { bounds, by }
  }
}

/** The end of a lower grade that a bound should have started from, if there is a hole between the two. */
function nearestEnd(far: readonly Rung[], ladder: string, near: PrintedBound, grade: number): PrintedBound | undefined {
  const rising = near.comparator.startsWith('>')
  const at = near.cut
  let best: PrintedBound | undefined
  for (const rung of far) {
    if (rung.grade >= grade || rung.ladder !== ladder || rung.bound.comparator.startsWith('>') === rising) continue
    const end = rung.bound.cut
    const apart = compareExact(at, end) * (rising ? 1 : -1)
    if (apart < 0) continue
    if (apart === 0 && (near.comparator.endsWith('=') || rung.bound.comparator.endsWith('='))) return undefined
    if (best && compareExact(end, best.cut) * (rising ? 1 : -1) <= 0) continue
    best = rung.bound
  }
  return best
}
