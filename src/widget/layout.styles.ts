/** Tiles, and two columns where there is room: in the first sheet, so that nothing moves later. */
export const layout = `
  :host([layout='grid']) fieldset {
    grid-template-columns: repeat(auto-fill, minmax(min(8em, 100%), 1fr));
  }
  :host([layout='grid']) .method {
    flex-wrap: wrap;
    align-content: start;
  }
  @container (inline-size > 384px) {
    .total {
      text-align: end;
    }
    .total small {
      max-inline-size: 9em;
      margin-inline-start: auto;
    }
  }
  :host([layout='grid']) .words,
  :host([layout='grid']) .total {
    flex-basis: 100%;
    text-align: start;
  }
  :host([layout='grid']) small {
    margin: 0;
  }
  @container (inline-size > 704px) {
    form,
    .skeleton {
      grid-template: repeat(30, auto) 1fr / 2fr 3fr;
      gap: 0 2.5em;
    }
    form > *,
    form > ::slotted(*),
    i {
      margin-block-end: var(--_space);
    }
    header,
    i:first-child {
      grid-row: 1 / -1;
      align-self: start;
    }
  }
`;
