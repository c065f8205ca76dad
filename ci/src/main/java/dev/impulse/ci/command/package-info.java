/// The `impulse` command. Arguments enter, an exit code leaves; what goes to the terminal goes by way of [Terminal].
///
/// [Impulse] has the subcommands, [RunCommand] and [QuickCommand] each make a run and hand it on to `run`,
/// [CheckCommand] says what one would do, [ReportCommand] shows what one has left; [MockCommand] stands in for
/// dependencies. All of it runs on the main thread. Read [Impulse] first, then [ExitCode].
@NullMarked
package dev.impulse.ci.command;

import org.jspecify.annotations.NullMarked;
