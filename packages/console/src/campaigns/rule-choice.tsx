import type { ValueSelectorProps } from 'react-querybuilder'

/** One of a few in the builder, named for who cannot see what stands around it. */
export function RuleChoice({ options, value, title, className, disabled, handleOnChange }: ValueSelectorProps) {
  return (
    <select
      class={className}
      aria-label={title}
      title={title}
      disabled={disabled}
      value={value}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    >
      {options.flatMap((one) =>
        'value' in one
          ? [
              <option key={one.value} value={one.value}>
                {one.label}
              </option>,
            ]
          : [],
      )}
    </select>
  )
}
