/// Formats the tree's Java: a folder enters, formatted files leave, or the list of those that are not.
///
/// [Format] is the command, [SourceTree] finds the files, [JavaFormat] formats one, [MarkdownComments] keeps its `///`
/// comments safe meanwhile. All on the caller's thread.
@NullMarked
package dev.impulse.house.format;

import org.jspecify.annotations.NullMarked;
