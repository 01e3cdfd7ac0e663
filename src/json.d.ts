/** For building declarations alone: what a JSON file holds is named by the module that imports it, not spelt out again. */
declare module '*.json' {
  // biome-ignore lint/suspicious/noExplicitAny: each importer says what its file holds
  const value: any
  export default value
}
