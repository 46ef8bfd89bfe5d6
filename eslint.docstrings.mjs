/**
 * The rule `halfopen/docstrings`: what a module exports says in a docstring what it is for.
 * @type {import('eslint').Rule.RuleModule}
 */
export const docstringsRule = {
  meta: {
    type: 'suggestion',
    schema: [],
    docs: { description: 'Ask for a docstring on every export' },
  },
  create(context) {
    return {
      ExportNamedDeclaration(/** @type {any} */ node) {
        const declaration = node.declaration;
        if (!declaration) return;
        const comments = context.sourceCode.getCommentsBefore(node);
        // An overload shares the docstring of the first.
        const siblings = node.parent.body;
        const previous = siblings[siblings.indexOf(node) - 1]?.declaration;
        const isOverload =
          declaration.id?.name !== undefined && previous?.id?.name === declaration.id.name;
        const last = comments.at(-1);
        if (isOverload || (last?.type === 'Block' && last.value.startsWith('*'))) return;
        const name =
          declaration.id?.name ?? declaration.declarations?.[0]?.id?.name ?? 'this export';
        context.report({ node, message: `Say in a docstring what ${name} is for.` });
      },
    };
  },
};
