import fc from 'fast-check';

/** Texts as a stranger may send them, among them some that the bot knows. */
export function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '',
      '"} 1\n',
      'le',
      'views.open',
      'other',
      'CreateInterconnect',
    ),
    fc.integer().map((number) => `method.${number}`),
  );
}
