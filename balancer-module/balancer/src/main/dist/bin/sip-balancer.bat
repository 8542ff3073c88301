@echo off
rem Copyright The WildFly Authors
rem SPDX-License-Identifier: Apache-2.0
rem
rem Starts the SIP load balancer of a provisioned server: sip-balancer.bat [lb.properties]
rem Without an argument it reads the lb.properties beside this script. JAVA_OPTS is passed to Java, after sip-balancer.jvmargs.

setlocal
set "BIN=%~dp0"
if "%JBOSS_HOME%" == "" set "JBOSS_HOME=%BIN%.."
if "%JBOSS_MODULEPATH%" == "" set "JBOSS_MODULEPATH=%JBOSS_HOME%\modules"
set "JAVA=java"
if not "%JAVA_HOME%" == "" set "JAVA=%JAVA_HOME%\bin\java"
if "%~1" == "" (
    "%JAVA%" "@%BIN%sip-balancer.jvmargs" %JAVA_OPTS% -jar "%JBOSS_HOME%\jboss-modules.jar" -mp "%JBOSS_MODULEPATH%" org.wildfly.sip.balancer "%BIN%lb.properties"
) else (
    "%JAVA%" "@%BIN%sip-balancer.jvmargs" %JAVA_OPTS% -jar "%JBOSS_HOME%\jboss-modules.jar" -mp "%JBOSS_MODULEPATH%" org.wildfly.sip.balancer %*
)
exit /b %ERRORLEVEL%
