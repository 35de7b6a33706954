/** What the device or its owner wishes: forced colours, more contrast, paper. */
export const device = `
  @media (forced-colors: active) {
    .method:has(:checked) {
      outline: 2px solid Highlight;
    }
    .method:has(:disabled) * {
      color: GrayText;
      opacity: 1;
    }
    svg {
      background: none;
      stroke: CanvasText;
    }
  }
  @media (prefers-contrast: more) {
    .root {
      --_muted: var(--_text);
      --_line: var(--_text);
    }
  }
  @media print {
    .root {
      --_text: #000;
      --_muted: #000;
      --_surface: #fff;
      border: 0;
      box-shadow: none;
      color: #000;
      color-scheme: light;
    }
    .actions,
    button {
      display: none;
    }
  }
`;
