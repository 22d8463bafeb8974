@echo off
rem Starts chat-client or chat-server, by the name of this file, with the jar in ..\lib.
setlocal disabledelayedexpansion
set "PROGRAM=%~n0"
set "JAR=%~dp0..\lib\%PROGRAM%.jar"
if not exist "%JAR%" goto nojar

if not defined JAVA_HOME goto search
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto found
>&2 echo JAVA_HOME is "%JAVA_HOME%", and no Java is there. Let it name one, 17 or newer, or remove it.
exit /b 1

:search
set "JAVA="
for %%J in (java.exe) do set "JAVA=%%~$PATH:J"
if defined JAVA goto found
>&2 echo There is no Java here. Install one, 17 or newer (for example from adoptium.net), or let JAVA_HOME name it.
exit /b 1

:nojar
>&2 echo "%JAR%" is missing: unpack the whole archive again.
exit /b 1

:found
rem To ask the JVM for its version would take as long as starting it; beside it, it is written down.
set "VERSION=0"
for %%J in ("%JAVA%") do set "RELEASE=%%~dpJ..\release"
if not exist "%RELEASE%" goto options
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%RELEASE%"') do set "VERSION=%%~V"
if "%VERSION:~0,2%"=="1." set "VERSION=%VERSION:~2%"
for /f "tokens=1 delims=.-+" %%V in ("%VERSION%") do set /a VERSION=%%V
if %VERSION% geq 17 goto options
>&2 echo This needs Java 17 or newer, and "%JAVA%" is Java %VERSION%. Install a newer one (for example from adoptium.net).
exit /b 1

:options
set "OPTIONS="
if "%PROGRAM%"=="chat-client" set "OPTIONS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
set "CACHE=%USERPROFILE%\.lanchat\cache"
if %VERSION% lss 19 goto plain
if not exist "%CACHE%" mkdir "%CACHE%" 2>nul
if not exist "%CACHE%" goto plain
"%JAVA%" %OPTIONS% -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%CACHE%\%PROGRAM%-java%VERSION%.jsa" -XX:+DisplayVMOutputToStderr -Xlog:disable -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:plain
"%JAVA%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
