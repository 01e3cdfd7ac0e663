import { exampleProtocol } from './protocol.ts'
import { specification } from './specification.ts'

/** The files of a new protocol by name, for this version of Gradus. */
export const scaffold = (version: string): Readonly<Record<string, string>> => ({
  'package.json': json({
    name: 'my-protocol',
    private: true,
    type: 'module',
    scripts: { test: 'vitest run', check: 'gradus check protocol.json' },
    devDependencies: { gradus: `^${version}`, vitest: '^4.1.12' },
  }),
  'protocol.json': json(exampleProtocol),
  'protocol.test.ts': specification,
})

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
