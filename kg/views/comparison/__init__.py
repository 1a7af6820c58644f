"""Where sources agree, overlap or conflict about the same thing, and where one is silent or does not cover it."""
