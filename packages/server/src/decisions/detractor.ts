/** The highest score of a detractor: 0 to 6 (Reichheld, "The One Number You Need to Grow", 2003). */
export const DETRACTOR = 6
