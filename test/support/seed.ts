import fc from 'fast-check'

/** The same random cases in every run, so that a failure can be had again; `SEED=random` looks for new ones. */
if (process.env.SEED !== 'random') fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261121) })
