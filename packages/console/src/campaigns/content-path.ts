/** Where the content stands that is edited and shown: the widget's, or a variant's own. */
export type ContentPath = 'widget.content' | `variants.${number}.content`
