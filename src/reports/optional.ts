type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Only the fields that have a value. */
export const optional = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
