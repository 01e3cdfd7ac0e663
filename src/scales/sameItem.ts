/** Whether two names of a finding are one, however written: "fever other cause" and "feverOtherCause", "oxygen device" and "oxygen.device". */
export const sameItem = (one: string | undefined, other: string): boolean =>
  one !== undefined && plain(one) === plain(other)

const plain = (name: string): string => name.replace(/[^a-z0-9]/gi, '').toLowerCase()
