/// Mocks of dependencies in JUnit tests, inside the tests' own process.
///
/// Mocks in code or files enter [Mocks], a JUnit extension; where they listen, and what they were asked, leaves. A call
/// that no stub was for fails the test in which it came. Runs on JUnit's threads; mocks answer on a loop of their own.
@NullMarked
package dev.impulse.mocker.junit;

import org.jspecify.annotations.NullMarked;
