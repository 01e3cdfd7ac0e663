import ts from 'typescript'

/** One small change to one source file. */
export type Mutant = {
  readonly id: number
  /** Its number among those of its file. */
  readonly inFile: number
  readonly file: string
  readonly line: number
  readonly was: string
  readonly becomes: string
}

/** A source file with all of its mutants inside; `mutant(id)` in the code says which of them is alive. */
export type Mutated = { readonly code: string; readonly mutants: readonly Mutant[] }

type Change = { readonly becomes: string; readonly code: string }

/** Writes every mutant of a source file into it, numbered from `first`. */
export function mutate(file: string, text: string, first: number): Mutated {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const mutants: Mutant[] = []

  const alive = (node: ts.Node, becomes: string): string => {
    const id = first + mutants.length
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    mutants.push({ id, inFile: mutants.length, file, line, was: brief(node.getText()), becomes: brief(becomes) })
    return `mutant(${id})`
  }

  const rendered = new Map<ts.Node, string>()
  const render = (node: ts.Node): string => {
    const known = rendered.get(node)
    if (known !== undefined) return known
    const code = renderOnce(node)
    rendered.set(node, code)
    return code
  }

  const renderOnce = (node: ts.Node): string => {
    if (isErased(node)) return node.getText()
    const own = withChildren(node, render)
    // In braces of its own, so that no `else` after it becomes its own.
    if (ts.isExpressionStatement(node)) return `{ if (!${alive(node, '(removed)')}) { ${own} } }`
    if (isRemovable(node)) return removable(node, own)
    const changed = changesOf(node, render).reduce(
      (code, change) => `(${alive(node, change.becomes)} ? (${change.code}) : ${code})`,
      `(${own})`,
    )
    return changed === `(${own})` ? own : changed
  }

  const removable = (node: ts.Node, own: string): string =>
    ts.isArrayLiteralExpression(node.parent)
      ? `...(${alive(node, '(removed)')} ? [] : [${own}])`
      : `...(${alive(node, '(removed)')} ? {} : {${own}})`

  return { code: render(source), mutants }
}

/** The text of a node with that of its children replaced. */
function withChildren(node: ts.Node, render: (child: ts.Node) => string): string {
  const text = node.getSourceFile().text
  let [code, at] = ['', node.getStart()]
  ts.forEachChild(node, (child) => {
    if (child.getStart() < at) return
    code += text.slice(at, child.getStart()) + render(child)
    at = child.getEnd()
  })
  return code + text.slice(at, node.getEnd())
}

const isErased = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node)

/** A transition, guard or action of a machine: what may be left out of its definition. */
function isRemovable(node: ts.Node): boolean {
  const isEntry = ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent)
  const isElement = ts.isObjectLiteralExpression(node) && ts.isArrayLiteralExpression(node.parent)
  return (isEntry || isElement) && isInMachine(node)
}

function isInMachine(node: ts.Node): boolean {
  for (let at = node.parent; at && !ts.isFunctionLike(at); at = at.parent)
    if (ts.isCallExpression(at)) return /createMachine$/.test(at.expression.getText())
  return false
}

type Render = (node: ts.Node) => string

function changesOf(node: ts.Node, render: Render): readonly Change[] {
  if (ts.isBinaryExpression(node)) return binaryChanges(node, render)
  if (ts.isConditionalExpression(node)) return conditionChanges(node, render)
  if (ts.isIfStatement(node.parent ?? node) && (node.parent as ts.IfStatement).expression === node) return always(node)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [change(render(node.operand), node.operand.getText())]
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [change('false')]
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [change('true')]
  if (ts.isNumericLiteral(node) && !isName(node)) return [change(String(node.text === '0' ? 1 : Number(node.text) - 1))]
  if (ts.isCallExpression(node)) return callChanges(node, render)
  return []
}

const isName = (node: ts.Node): boolean => ts.isPropertyAssignment(node.parent) && node.parent.name === node

const always = (node: ts.Node): readonly Change[] =>
  isLiteral(node) ? [] : [change('true', 'always'), change('false', 'never')]

const isLiteral = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword

const conditionChanges = (node: ts.ConditionalExpression, render: Render): readonly Change[] => [
  change(render(node.whenTrue), node.whenTrue.getText()),
  change(render(node.whenFalse), node.whenFalse.getText()),
]

const instead: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
}

function binaryChanges(node: ts.BinaryExpression, render: Render): readonly Change[] {
  const operator = instead[node.operatorToken.getText()]
  if (operator === undefined || (operator === '-' && /['"`]/.test(node.getText()))) return []
  const code = `(${render(node.left)}) ${operator} (${render(node.right)})`
  return [change(code, `${node.left.getText()} ${operator} ${node.right.getText()}`)]
}

const otherMethod: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  findIndex: 'findLastIndex',
  findLastIndex: 'findIndex',
  min: 'max',
  max: 'min',
}
const dropped = ['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice']

/** A method exchanged for its opposite, or left out. A call inside an optional chain stays as it is. */
function callChanges(node: ts.CallExpression, render: Render): readonly Change[] {
  const method = node.expression
  if (!ts.isPropertyAccessExpression(method) || node.flags & ts.NodeFlags.OptionalChain) return []
  const [subject, name] = [render(method.expression), method.name.text]
  if (dropped.includes(name)) return [change(subject, `without .${name}()`)]
  const other = otherMethod[name]
  if (other === undefined) return []
  return [change(`${subject}.${other}(${node.arguments.map(render).join(', ')})`, `.${other}(…)`)]
}

const change = (code: string, becomes = code): Change => ({ code, becomes })

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 87)}…` : line
}
